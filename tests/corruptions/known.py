"""What no gate can know, by operator: the words are there, and only a reader sees that they say something else."""

KNOWN = {
    "swap a person for another of the same quote": "the quote names both, and each is still spoken of",
    "swap subject and object": "the relation has the same kind of thing at both ends; which way it runs is syntax",
    "swap subject and object, both people": "the relation has people at both ends; which way it runs is syntax",
    "change a year": "the sentence has the other year too",
    "take the text of another claim": "the sentence has the other words too",
    "drop a hedge": "another claim of the sentence has it, and without it the claim is no wrong fact",
    "drop a dispute": "a characterisation may or may not answer something",
    "change the class of a thing": "what is said of it can be said of things of the other class too",
}

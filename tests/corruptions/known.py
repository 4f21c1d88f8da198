"""What no gate can know, by operator: the words are there, and only a reader sees that they say something else."""

KNOWN = {
    "swap a person within the sentence": "the sentence names the other too, and each of them is still spoken of",
    "swap the persons of two claims": "one sentence names both, and each of them is still spoken of",
    "swap a thing as subject": "the sentence names the other too",
    "change the label of a thing": "the sentence has other words for the thing, which 'coref' gives",
    "exchange the quotes of two passages": "the two stand in one sentence, and both name what is spoken of",
    "swap subject and object": "the relation has the same kind of thing at both ends; which way it runs is syntax",
    "swap subject and object, both people": "the relation has people at both ends; which way it runs is syntax",
    "change a year": "the sentence has the other year too",
    "take the text of another claim": "the sentence has the other words too",
    "drop a hedge": "another claim of the sentence has it, and without it the claim is no wrong fact",
    "drop a dispute": "a characterisation may or may not answer something",
    "state in the article's voice what somebody says": "a passage beside it, in the article's voice, names the same",
    "invent a hedge": "a word of the sentence can be read as that hedge; the claim says less for it, not more",
    "use a predicate that does not fit": "the other predicate takes the same kinds of things at both ends",
    "change the class of a thing": "what is said of it can be said of things of the other class too",
}

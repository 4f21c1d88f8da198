"""What people wrote, as frozen value objects: the stored text, entities, references, passages and claims."""

"""A question answered from its matter: read, made sure of, given its order, answered, and carried out."""

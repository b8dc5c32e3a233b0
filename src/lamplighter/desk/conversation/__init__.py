"""A conversation with somebody nobody knows: approved words out, their words in, both under the key of their tip."""

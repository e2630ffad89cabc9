"""The archive search: an index beside the database, made of it, that supplies candidates; the matcher judges them."""

"""What a watch asks for, and whether a text answers it. Pure: no Scrapy, no database, no clock. See docs/queries.md."""

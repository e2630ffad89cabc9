"""What becomes of a page after it was first read: whether its text changed and how, whether it is still there.

Pure: no Scrapy, no database, no clock.
"""

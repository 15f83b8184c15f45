"""Tables of feedback and of stories: CSV files and workbooks, as other programs give them out."""

"""From what a document or a table states to the items of a record, and into the record that is there."""

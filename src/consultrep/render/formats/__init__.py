"""What a document becomes: Markdown, HTML, PDF, DOCX; one module a format."""

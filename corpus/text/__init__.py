"""The text kernel: words, sentences, dates, numbers and languages, one answer to each question."""

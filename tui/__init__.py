"""The reader: command line, application, screens, widgets. Textual lives here and nowhere else."""

"""Bills of materials of a result: models, datasets, services and software with their licences.

One file per format, each with ``render(result, setting)``; ``reports.registry`` knows them.
"""

"""Executors: the processes of this machine, or a Dask cluster."""

"""Guide → sheets that ask for opinions, and the workbook that sums them up."""

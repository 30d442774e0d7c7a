"""Files of styles/ → typed, frozen records, and diagnostics at the places of what is wrong in them."""

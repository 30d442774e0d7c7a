"""What must hang where, and the records of the ledger → which village has which picture up. Pure."""

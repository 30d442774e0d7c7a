"""What joins the stages: read → graph → check → fold → layout → page. Only this package knows them all."""

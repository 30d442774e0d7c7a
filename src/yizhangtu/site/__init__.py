"""Guides → a static web site: a model of its pages, and their HTML from styles/templates/site/."""

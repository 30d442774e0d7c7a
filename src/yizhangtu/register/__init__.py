"""The register of applications (受理登记簿): its columns, and what a filled one shows. Counts only, never names."""

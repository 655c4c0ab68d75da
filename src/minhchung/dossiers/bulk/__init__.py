"""One deed over many dossiers: which deeds, which dossiers, and doing them one after the other in the background."""

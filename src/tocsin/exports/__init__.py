"""What leaves Tocsin as data: tables, a map, a STIX bundle, a feed, a site."""

//! STIX 2.1 and TAXII 2.1 wire types. They know no claims.

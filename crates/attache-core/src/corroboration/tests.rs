//! Corroboration, tried on few reports: rules, the seed, properties, speed.

mod fixture;
mod persons;
mod properties;
mod rules;
mod seed;
mod speed;
mod text;

mod fixture;
mod properties;
mod rules;
mod seed;
mod speed;

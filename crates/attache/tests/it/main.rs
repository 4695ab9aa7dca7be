//! End to end: the compiled binary, run as a person runs it.

#[cfg(test)]
mod adding;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod carrying;
#[cfg(test)]
mod contradicting;
#[cfg(test)]
mod contradicting_seed;
#[cfg(test)]
mod deciding;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod exchanging;
#[cfg(test)]
mod folders;
#[cfg(test)]
mod following;
#[cfg(test)]
mod grading;
#[cfg(test)]
mod killing;
#[cfg(test)]
mod model;
#[cfg(test)]
mod naming;
#[cfg(test)]
mod odd_input;
#[cfg(test)]
mod positions;
#[cfg(test)]
mod registering;
#[cfg(test)]
mod releasing;
#[cfg(test)]
mod second_opinion;
#[cfg(test)]
mod serving;
#[cfg(test)]
mod sourcing;
#[cfg(test)]
mod surface;
#[cfg(test)]
mod weighing;
#[cfg(test)]
mod weighing_seed;

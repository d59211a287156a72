//! `check`: requests to start a job of a program, each with one thing wrong.

mod files;
mod forms;
mod limits;
mod program;
mod tuning;

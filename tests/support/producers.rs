//! What each producer generates from a job's hyperparameters: the models on which `smenv::testing`
//! is built.

#![allow(unused_imports, unreachable_pub, reason = "each test uses a part")]

pub use smenv::testing::producers::{
    Produced, Producer, driver, driver_through_script, texts, toolkit, toolkit_direct,
};

//! What each producer makes of a job's hyperparameters: the models that `smenv::testing` is made
//! of.

#![allow(unused_imports, unreachable_pub, reason = "each test uses a part")]

pub use smenv::__private::producers::{
    Produced, Producer, driver, driver_through_script, texts, toolkit, toolkit_direct,
};

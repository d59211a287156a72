//! The hyperparameters: name, variable, type and the value that the job provides, as JSON. Each
//! list starts with the previous one.

macro_rules! five {
    ($define:ident $($more:tt)*) => {
        $define! {
            batch_size "SM_HP_BATCH_SIZE" (u32) = 64;
            learning_rate "SM_HP_LEARNING_RATE" (f64) = 0.001;
            optimizer "SM_HP_OPTIMIZER" (String) = "adam";
            warmup_steps "SM_HP_WARMUP_STEPS" (Option<u64>) = 500;
            layers "SM_HP_LAYERS" (List<u32>) = [512, 256, 64];
            $($more)*
        }
    };
}

macro_rules! twenty {
    ($define:ident $($more:tt)*) => {
        five! {
            $define
            epochs "SM_HP_EPOCHS" (u32) = 30;
            weight_decay "SM_HP_WEIGHT_DECAY" (f64) = 0.0005;
            momentum "SM_HP_MOMENTUM" (f64) = 0.9;
            nesterov "SM_HP_NESTEROV" (bool) = true;
            dropout "SM_HP_DROPOUT" (f32) = 0.1;
            seed "SM_HP_SEED" (Option<u64>) = 42;
            activation "SM_HP_ACTIVATION" (String) = "gelu";
            max_grad_norm "SM_HP_MAX_GRAD_NORM" (f64) = 1.0;
            eval_every "SM_HP_EVAL_EVERY" (usize) = 250;
            mixed_precision "SM_HP_MIXED_PRECISION" (bool) = false;
            patience "SM_HP_PATIENCE" (u16) = 5;
            label_smoothing "SM_HP_LABEL_SMOOTHING" (f64) = 0.05;
            model_name "SM_HP_MODEL_NAME" (String) = "resnet50_imagenet1k_v2";
            betas "SM_HP_BETAS" (List<f64>) = [0.9, 0.999];
            num_classes "SM_HP_NUM_CLASSES" (usize) = 1000;
            $($more)*
        }
    };
}

macro_rules! hundred {
    ($define:ident) => {
        twenty! {
            $define
            accumulation_steps "SM_HP_ACCUMULATION_STEPS" (u32) = 4;
            adam_epsilon "SM_HP_ADAM_EPSILON" (f64) = 0.0001;
            alpha "SM_HP_ALPHA" (f64) = 0.2;
            amp_dtype "SM_HP_AMP_DTYPE" (String) = "bfloat16";
            attention_dropout "SM_HP_ATTENTION_DROPOUT" (f32) = 0.1;
            attention_heads "SM_HP_ATTENTION_HEADS" (u32) = 12;
            aug_brightness "SM_HP_AUG_BRIGHTNESS" (f32) = 0.4;
            aug_classes "SM_HP_AUG_CLASSES" (List<String>) = ["flip", "crop", "jitter"];
            aug_contrast "SM_HP_AUG_CONTRAST" (f32) = 0.4;
            aug_crop_size "SM_HP_AUG_CROP_SIZE" (u32) = 224;
            aug_degrees "SM_HP_AUG_DEGREES" (i32) = 15;
            aug_enabled "SM_HP_AUG_ENABLED" (bool) = true;
            aug_hue "SM_HP_AUG_HUE" (f32) = 0.1;
            aug_probability "SM_HP_AUG_PROBABILITY" (f64) = 0.5;
            aug_saturation "SM_HP_AUG_SATURATION" (f32) = 0.4;
            backbone "SM_HP_BACKBONE" (String) = "resnet50";
            beam_width "SM_HP_BEAM_WIDTH" (u8) = 4;
            bias "SM_HP_BIAS" (bool) = true;
            bucket_size_mb "SM_HP_BUCKET_SIZE_MB" (u64) = 25;
            cache_dir "SM_HP_CACHE_DIR" (String) = "/opt/ml/input/data/cache";
            checkpoint_every "SM_HP_CHECKPOINT_EVERY" (u64) = 1000;
            checkpoint_keep "SM_HP_CHECKPOINT_KEEP" (u8) = 3;
            class_weights "SM_HP_CLASS_WEIGHTS" (List<f32>) = [1.0, 2.5, 0.75, 1.0];
            clip_value "SM_HP_CLIP_VALUE" (Option<f64>) = 5.0;
            compile_model "SM_HP_COMPILE_MODEL" (bool) = false;
            cosine_cycles "SM_HP_COSINE_CYCLES" (f64) = 0.5;
            cutmix "SM_HP_CUTMIX" (f64) = 1.0;
            data_format "SM_HP_DATA_FORMAT" (String) = "parquet";
            dataset_version "SM_HP_DATASET_VERSION" (String) = "2024-11-05";
            decay_epochs "SM_HP_DECAY_EPOCHS" (List<u32>) = [10, 20, 25];
            decay_rate "SM_HP_DECAY_RATE" (f64) = 0.97;
            deterministic "SM_HP_DETERMINISTIC" (bool) = true;
            dilation "SM_HP_DILATION" (u8) = 1;
            early_stopping "SM_HP_EARLY_STOPPING" (bool) = true;
            ema_decay "SM_HP_EMA_DECAY" (f64) = 0.9999;
            embedding_dim "SM_HP_EMBEDDING_DIM" (usize) = 768;
            encoder_layers "SM_HP_ENCODER_LAYERS" (usize) = 12;
            eval_batch_size "SM_HP_EVAL_BATCH_SIZE" (u32) = 256;
            feature_columns "SM_HP_FEATURE_COLUMNS" (List<String>) = ["age", "income", "region", "tenure"];
            ffn_dim "SM_HP_FFN_DIM" (usize) = 3072;
            focal_gamma "SM_HP_FOCAL_GAMMA" (f64) = 2.0;
            freeze_layers "SM_HP_FREEZE_LAYERS" (Option<u32>) = 6;
            gamma "SM_HP_GAMMA" (f64) = 0.99;
            gradient_checkpointing "SM_HP_GRADIENT_CHECKPOINTING" (bool) = false;
            group_norm_groups "SM_HP_GROUP_NORM_GROUPS" (u32) = 32;
            hidden_dropout "SM_HP_HIDDEN_DROPOUT" (f32) = 0.1;
            hidden_size "SM_HP_HIDDEN_SIZE" (usize) = 1024;
            image_size "SM_HP_IMAGE_SIZE" (u32) = 384;
            initializer "SM_HP_INITIALIZER" (String) = "xavier_uniform";
            initializer_range "SM_HP_INITIALIZER_RANGE" (f64) = 0.02;
            kernel_size "SM_HP_KERNEL_SIZE" (u8) = 3;
            l1_ratio "SM_HP_L1_RATIO" (f64) = 0.15;
            layer_norm_eps "SM_HP_LAYER_NORM_EPS" (f64) = 0.0002;
            log_every "SM_HP_LOG_EVERY" (u32) = 50;
            loss "SM_HP_LOSS" (String) = "cross_entropy";
            lr_schedule "SM_HP_LR_SCHEDULE" (String) = "cosine_with_restarts";
            max_epochs_without_gain "SM_HP_MAX_EPOCHS_WITHOUT_GAIN" (Option<u32>) = 8;
            max_samples "SM_HP_MAX_SAMPLES" (Option<u64>) = 1281167;
            max_steps "SM_HP_MAX_STEPS" (i64) = 100000;
            metric "SM_HP_METRIC" (String) = "validation:accuracy";
            min_delta "SM_HP_MIN_DELTA" (f64) = 0.0001;
            min_learning_rate "SM_HP_MIN_LEARNING_RATE" (f64) = 0.0001;
            mixup "SM_HP_MIXUP" (f64) = 0.2;
            negative_slope "SM_HP_NEGATIVE_SLOPE" (f32) = 0.01;
            num_workers "SM_HP_NUM_WORKERS" (u16) = 8;
            padding "SM_HP_PADDING" (String) = "same";
            pin_memory "SM_HP_PIN_MEMORY" (bool) = true;
            pooling "SM_HP_POOLING" (String) = "mean";
            positional_encoding "SM_HP_POSITIONAL_ENCODING" (String) = "rotary";
            prefetch_factor "SM_HP_PREFETCH_FACTOR" (u32) = 2;
            pretrained "SM_HP_PRETRAINED" (bool) = true;
            save_optimizer "SM_HP_SAVE_OPTIMIZER" (bool) = false;
            sequence_length "SM_HP_SEQUENCE_LENGTH" (usize) = 512;
            shuffle_buffer "SM_HP_SHUFFLE_BUFFER" (usize) = 10000;
            stride "SM_HP_STRIDE" (List<u8>) = [2, 2];
            temperature "SM_HP_TEMPERATURE" (f64) = 0.07;
            tokenizer "SM_HP_TOKENIZER" (String) = "bert-base-uncased";
            top_k "SM_HP_TOP_K" (u32) = 5;
            validation_fraction "SM_HP_VALIDATION_FRACTION" (f64) = 0.1;
            vocabulary_size "SM_HP_VOCABULARY_SIZE" (usize) = 30522;
        }
    };
}

"""Pure arithmetic of the law: values in, values out. No framework, no clock, no files."""

"""The pages of a meeting: fetch what is visible, bind a form, call a service, answer."""

"""Pictures of facts in time: what is drawn is computed here, and a template writes it down as SVG."""

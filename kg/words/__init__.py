"""The words that everything else uses: names, formats, errors, and where the bundled files lie."""

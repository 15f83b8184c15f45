"""The preview: the sites in a browser on this computer while somebody writes."""

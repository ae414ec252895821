"""Tools for assistants, over the Model Context Protocol: eight questions that change nothing.

Loaded when `dragoman mcp` starts; needs the extra `mcp`.
"""

"""The explorer's own Streamlit components: graph canvas, record table, Cypher editor."""

"""What is told of an answer: sentences, names and the columns of tables; frames in, words out."""

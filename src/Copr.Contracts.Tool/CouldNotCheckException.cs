namespace Copr.Contracts.Tool;

/// <summary>Something keeps the program from checking; the message says what, and what to do.</summary>
internal sealed class CouldNotCheckException(string message, Exception? inner = null) : Exception(message, inner);

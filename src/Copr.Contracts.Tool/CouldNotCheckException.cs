namespace Copr.Contracts.Tool;

/// <summary>Something cannot be checked. The message says why, and what to do.</summary>
internal sealed class CouldNotCheckException(string message, Exception? inner = null) : Exception(message, inner);

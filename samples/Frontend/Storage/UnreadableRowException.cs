using Copr.Contracts;

namespace Copr.Frontend.Storage;

/// <summary>The row that a request names breaks the contract.</summary>
internal sealed class UnreadableRowException(Violation violation) : Exception(violation.ToString());

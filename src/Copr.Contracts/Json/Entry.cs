using Copr.Contracts.Validation;

namespace Copr.Contracts.Json;

/// <summary>An entry of a list of builds as it was found: what was read, or the id, the text and the errors of what was not.</summary>
internal sealed record Entry<T>(int Index, T? Value, long? Id, ReadOnlyMemory<byte> RawJson, IReadOnlyList<Violation> Violations)
    where T : class;

using System.Security.Cryptography;

namespace Copr.Contracts.Tasks;

/// <summary>The ids of the tasks of one list. Of each it keeps a hash that no sender can choose: the ids of a hostile list take more memory
/// than the list.</summary>
internal sealed class SeenTaskIds
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly HashSet<UInt128> hashes = [];

    /// <summary>Adds an id, and returns false if it is seen before.</summary>
    public bool Add(TaskId id)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id.ToString()), hash);
        return hashes.Add(MemoryMarshal.Read<UInt128>(hash));
    }
}

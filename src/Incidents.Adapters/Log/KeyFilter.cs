namespace Incidents.Adapters.Log;

/// <summary>
/// Says of nearly every key that the log does not have that it does not have it, without a look into the tree: in a storm nearly every key is new. A Bloom filter; a key
/// that was added is never denied. Until all keys of the file were added it denies nothing.
/// </summary>
sealed class KeyFilter
{
    // 2 MiB: one in a hundred new keys costs a look with 1,700,000 keys in the log, one in four with 8,000,000.
    const int Bits = 1 << 24;

    const int Probes = 4;

    readonly long[] words = new long[Bits / 64];
    volatile bool whole;

    /// <summary>Adds a key; on any thread.</summary>
    public void Add(string key)
    {
        var hash = Hash(key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(hash, probe);
            Interlocked.Or(ref words[bit >> 6], 1L << bit);
        }
    }

    /// <summary>Every key of the file was added; from here on it denies.</summary>
    public void IsWhole() => whole = true;

    /// <summary>False when the log has no such key.</summary>
    public bool MayHave(string key)
    {
        if (!whole)
        {
            return true;
        }

        var hash = Hash(key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(hash, probe);
            if ((Volatile.Read(ref words[bit >> 6]) & (1L << bit)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // Two halves of one hash make all probes (Kirsch and Mitzenmacher).
    static int Bit(ulong hash, int probe) => (int)(((uint)hash + ((uint)probe * (uint)(hash >> 32))) % Bits);

    // FNV-1a, with its upper bits mixed into the lower ones.
    static ulong Hash(string key)
    {
        var hash = 14695981039346656037;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash ^ (hash >> 29);
    }
}

using System.Threading.Channels;

using Heed.Ingest.Sources;

namespace Heed.Server.Sources;

/// <summary>Events that senders were told are taken and that are on their way to the gate: bounded, and what finds no room is counted.</summary>
internal sealed class OutgoingLines(int maxBytes)
{
    private readonly Lock _gate = new();

    /// <summary>Holds one signal at most: a reader that comes round to it finds everything.</summary>
    private readonly Channel<bool> _some = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private SourceLines _filling = new();
    private long _dropped;
    private long _taken;

    /// <summary>Events that found no room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Events that found room.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Bytes that wait.</summary>
    public int WaitingBytes
    {
        get
        {
            lock (_gate) return _filling.Length;
        }
    }

    public void Add(SourceLines lines)
    {
        if (lines.Count == 0) return;
        bool isFirst;
        lock (_gate)
        {
            if (_filling.Length + lines.Length > maxBytes)
            {
                Interlocked.Add(ref _dropped, lines.Count);
                return;
            }

            isFirst = _filling.Length == 0;
            _filling.Add(lines);
            _taken += lines.Count;
        }

        if (isFirst) _some.Writer.TryWrite(true);
    }

    /// <summary>Waits until there are any.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await _some.Reader.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>Counts events that were taken from here and could not be handed on.</summary>
    public void Drop(long count) => Interlocked.Add(ref _dropped, count);

    /// <summary>All that wait, in exchange for empty ones.</summary>
    public SourceLines Swap(SourceLines empty)
    {
        empty.Clear();
        lock (_gate)
        {
            SourceLines full = _filling;
            _filling = empty;
            return full;
        }
    }
}

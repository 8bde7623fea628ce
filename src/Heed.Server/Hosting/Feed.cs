using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Heed.Server.Hosting;

/// <summary>
/// What happens, for those who watch. A watcher that does not keep up loses the oldest items of its own queue; nobody waits for it.
/// </summary>
public sealed class Feed
{
    /// <summary>Items that one watcher may be behind.</summary>
    public const int WatcherQueueLimit = 64;

    /// <summary>Watchers at a time.</summary>
    public const int WatcherLimit = 256;

    private readonly ConcurrentDictionary<long, Channel<FeedItem>> _watchers = new();
    private long _nextWatcher;

    public bool HasWatchers => !_watchers.IsEmpty;

    public void Publish(FeedItem item)
    {
        foreach (Channel<FeedItem> watcher in _watchers.Values) watcher.Writer.TryWrite(item);
    }

    /// <summary>Null where there are too many watchers. Disposing the watch ends it.</summary>
    public Watch? TryWatch()
    {
        if (_watchers.Count >= WatcherLimit) return null;
        long id = Interlocked.Increment(ref _nextWatcher);
        Channel<FeedItem> queue = Channel.CreateBounded<FeedItem>(
            new BoundedChannelOptions(WatcherQueueLimit) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _watchers[id] = queue;
        return new Watch(queue.Reader, () => _watchers.TryRemove(id, out _));
    }

    /// <summary>One watcher's place.</summary>
    public sealed class Watch(ChannelReader<FeedItem> items, Action end) : IDisposable
    {
        public ChannelReader<FeedItem> Items => items;

        public void Dispose() => end();
    }
}

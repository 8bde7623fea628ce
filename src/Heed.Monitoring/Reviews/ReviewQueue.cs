using Heed.Model.Records;

namespace Heed.Monitoring.Reviews;

/// <summary>The open reviews of a model, oldest first, bounded by number and bytes; beyond that the oldest are dropped.</summary>
internal sealed class ReviewQueue
{
    public const int MostReviews = 10_000;
    public const int MostBytes = 32 << 20;

    /// <summary>A larger event is not kept: a person could not read it.</summary>
    public const int MostEventBytes = 64 << 10;

    private readonly Dictionary<RecordId, OpenReview> _open = [];
    private readonly Queue<OpenReview> _order = [];
    private readonly HashSet<RecordId> _answered = [];
    private readonly Queue<RecordId> _answeredOrder = [];
    private long _bytes;

    public int Count => _open.Count;

    /// <summary>Oldest first.</summary>
    public IEnumerable<OpenReview> Open => _order.Where(IsOpen);

    /// <returns>How many had to be dropped for it.</returns>
    public int Add(OpenReview review)
    {
        if (review.Json.Length is 0 or > MostEventBytes) return 1;
        if (!_open.TryAdd(review.Id, review)) return 0;
        _order.Enqueue(review);
        _bytes += review.Json.Length;
        int dropped = 0;
        while (_open.Count > MostReviews || _bytes > MostBytes)
        {
            Remove(_order.Dequeue().Id, out bool wasOpen);
            dropped += wasOpen ? 1 : 0;
        }

        TrimOrder();
        return dropped;
    }

    public OpenReview? Find(RecordId id) => _open.GetValueOrDefault(id);

    /// <summary>Whether a review of that id was answered lately.</summary>
    public bool WasAnswered(RecordId id) => _answered.Contains(id);

    /// <summary>A label has come; false where no review of its id is open.</summary>
    public bool Answer(RecordId id)
    {
        Remove(id, out bool wasOpen);
        if (!wasOpen || !_answered.Add(id)) return wasOpen;
        _answeredOrder.Enqueue(id);
        if (_answeredOrder.Count > MostReviews) _answered.Remove(_answeredOrder.Dequeue());
        return true;
    }

    /// <summary>Drops those of predictions before a time, as far as they are the oldest.</summary>
    /// <returns>How many.</returns>
    public int Expire(long oldestMs)
    {
        int dropped = 0;
        while (_order.TryPeek(out OpenReview? review) && (review.TimeMs < oldestMs || !IsOpen(review)))
        {
            Remove(_order.Dequeue().Id, out bool wasOpen, review);
            dropped += wasOpen ? 1 : 0;
        }

        return dropped;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_open.Count);
        foreach (OpenReview review in Open)
        {
            writer.Write(review.Id.High);
            writer.Write(review.Id.Low);
            writer.Write(review.TimeMs);
            writer.Write(review.Confidence);
            writer.Write(review.Inclusion);
            writer.Write((byte)review.Reason);
            writer.Write(review.Json.Length);
            writer.Write(review.Json.Span);
        }

        writer.Write(_answeredOrder.Count);
        foreach (RecordId id in _answeredOrder)
        {
            writer.Write(id.High);
            writer.Write(id.Low);
        }
    }

    public void Load(BinaryReader reader)
    {
        _open.Clear();
        _order.Clear();
        _answered.Clear();
        _answeredOrder.Clear();
        _bytes = 0;
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            RecordId id = new(reader.ReadUInt64(), reader.ReadUInt64());
            long timeMs = reader.ReadInt64();
            double confidence = reader.ReadDouble();
            double inclusion = reader.ReadDouble();
            ReviewReason reason = (ReviewReason)reader.ReadByte();
            Add(new OpenReview(id, timeMs, confidence, inclusion, reason, reader.ReadBytes(reader.ReadInt32())));
        }

        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            RecordId id = new(reader.ReadUInt64(), reader.ReadUInt64());
            if (_answered.Add(id)) _answeredOrder.Enqueue(id);
        }
    }

    private bool IsOpen(OpenReview review) => _open.TryGetValue(review.Id, out OpenReview? open) && ReferenceEquals(open, review);

    /// <param name="only">Another review of the same id stays.</param>
    private void Remove(RecordId id, out bool wasOpen, OpenReview? only = null)
    {
        wasOpen = _open.TryGetValue(id, out OpenReview? review) && (only is null || ReferenceEquals(only, review));
        if (!wasOpen) return;
        _open.Remove(id);
        _bytes -= review!.Json.Length;
    }

    /// <summary>Answered ones do not pile up behind an open one.</summary>
    private void TrimOrder()
    {
        if (_order.Count < 2 * MostReviews) return;
        OpenReview[] open = [.. Open];
        _order.Clear();
        foreach (OpenReview review in open) _order.Enqueue(review);
    }
}

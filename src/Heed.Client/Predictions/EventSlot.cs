namespace Heed.Client.Predictions;

/// <summary>
/// One event as raw values, used again and again: it is written as JSON by the sender, not by the service's thread. Owned by whoever took
/// it out of
/// its queue.
/// </summary>
/// <param name="place">Its own among the slots of its queue.</param>
internal sealed class EventSlot(int place)
{
    /// <summary>Bits for the places of the largest queue.</summary>
    private const int PlaceBits = 20;

    private readonly long _place = place - 1;
    private long _turn;
    private EventLists? _lists;

    public EventKind Kind { get; set; }

    public ModelShape Model { get; private set; } = null!;

    public string? Version { get; set; }

    /// <summary>What the caller named the prediction; null where it is <see cref="Number"/> behind the process' own prefix.</summary>
    public string? Id { get; set; }

    /// <summary>No other event of the process has it: the slot's place, and how often it was used.</summary>
    public long Number { get; private set; }

    /// <summary><see cref="Number"/> while the caller may still say something of it, else 0.</summary>
    public long Open { get; set; }

    public long TimeMs { get; set; }

    public string? Endpoint { get; set; }

    public double LatencyMs { get; set; }

    public string? Answer { get; set; }

    public double AnswerNumber { get; set; }

    public double Score { get; set; }

    public double Cost { get; set; }

    public string? Error { get; set; }

    public string? Note { get; set; }

    public FeatureKind[] Kinds { get; private set; } = [];

    public double[] Numbers { get; private set; } = [];

    public string?[] Texts { get; private set; } = [];

    /// <summary>Null where the event has none.</summary>
    public EventLists? Lists { get; private set; }

    /// <summary>Whether there is anything to send.</summary>
    public bool IsTold => Error is not null || Answer is not null || !double.IsNaN(AnswerNumber)
        || Lists is { HasItems: true } or { HasEmbedding: true } or { Scores.Count: > 0 };

    public void Begin(EventKind kind, ModelShape model)
    {
        Kind = kind;
        Version = model.Version;
        Id = null;
        Number = Open = (++_turn << PlaceBits) | _place;
        Endpoint = null;
        LatencyMs = double.NaN;
        Answer = null;
        AnswerNumber = double.NaN;
        Score = double.NaN;
        Cost = double.NaN;
        Error = null;
        Note = null;
        Lists = null;
        if (!ReferenceEquals(Model, model) || Kinds.Length < model.Count)
        {
            Model = model;
            Kinds = new FeatureKind[model.Count];
            Numbers = new double[model.Count];
            Texts = new string?[model.Count];
        }
        else
        {
            Array.Clear(Kinds);
        }
    }

    public void Set(int position, double number)
    {
        if ((uint)position >= (uint)Kinds.Length) Grow();
        Kinds[position] = FeatureKind.Number;
        Numbers[position] = number;
    }

    public void Set(int position, string? text)
    {
        if ((uint)position >= (uint)Kinds.Length) Grow();
        Kinds[position] = text is null ? FeatureKind.Null : FeatureKind.Text;
        Texts[position] = text;
    }

    public void Set(int position, bool truth)
    {
        if ((uint)position >= (uint)Kinds.Length) Grow();
        Kinds[position] = FeatureKind.Truth;
        Numbers[position] = truth ? 1 : 0;
    }

    /// <summary>The lists of this event, empty at first.</summary>
    public EventLists ListsToFill()
    {
        if (Lists is not null) return Lists;
        _lists ??= new EventLists();
        _lists.Clear();
        return Lists = _lists;
    }

    /// <summary>The model has met new features since this prediction began.</summary>
    private void Grow()
    {
        FeatureKind[] kinds = Kinds;
        double[] numbers = Numbers;
        string?[] texts = Texts;
        int count = Model.Count;
        Array.Resize(ref kinds, count);
        Array.Resize(ref numbers, count);
        Array.Resize(ref texts, count);
        (Kinds, Numbers, Texts) = (kinds, numbers, texts);
    }
}

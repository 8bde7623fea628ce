using Heed.Alerting.State;

namespace Heed.Server.Journal;

/// <summary>The body of a line in a block: a bit for each field that is there, lowest first in the order of the fields, then those.</summary>
internal static class JournalBodyFields
{
    private const int Texts = 9;
    private const ulong ValueBit = 1 << Texts;
    private const ulong AttemptsBit = 1 << (Texts + 1);

    public static void Write(PageWriter page, JournalBody body)
    {
        ulong present = (body.Value is null ? 0 : ValueBit) | (body.Attempts is null ? 0 : AttemptsBit);
        for (int i = 0; i < Texts; i++)
        {
            if (TextOf(body, i) is not null) present |= 1UL << i;
        }

        page.AddNumber(present);
        for (int i = 0; i < Texts; i++)
        {
            if (TextOf(body, i) is { } text) page.AddText(text);
        }

        if (body.Value is { } value) page.AddFixed(BitConverter.DoubleToUInt64Bits(value));
        if (body.Attempts is { } attempts) page.AddNumber((ulong)attempts);
    }

    public static JournalBody Read(ref PageReader page)
    {
        ulong present = page.ReadNumber();
        if (present == 0) return JournalBody.Empty;
        return new JournalBody
        {
            Receiver = Text(ref page, present, 0),
            Integration = Text(ref page, present, 1),
            Reason = Text(ref page, present, 2),
            Text = Text(ref page, present, 3),
            Group = Text(ref page, present, 4),
            Notification = Text(ref page, present, 5),
            Incident = Text(ref page, present, 6),
            Receipt = Text(ref page, present, 7),
            Error = Text(ref page, present, 8),
            Value = (present & ValueBit) != 0 ? BitConverter.UInt64BitsToDouble(page.ReadFixed()) : null,
            Attempts = (present & AttemptsBit) != 0 ? page.ReadCount() : null,
        };
    }

    private static string? Text(ref PageReader page, ulong present, int field) => (present & (1UL << field)) != 0 ? page.ReadText() : null;

    private static string? TextOf(JournalBody body, int field) => field switch
    {
        0 => body.Receiver,
        1 => body.Integration,
        2 => body.Reason,
        3 => body.Text,
        4 => body.Group,
        5 => body.Notification,
        6 => body.Incident,
        7 => body.Receipt,
        _ => body.Error,
    };
}

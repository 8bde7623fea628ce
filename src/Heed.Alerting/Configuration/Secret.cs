namespace Heed.Alerting.Configuration;

/// <summary>
/// A text that only the receiver may see: a token, a password, an address with a key in it. Its value is in no string, log or
/// serialised form; a secret that stands in a file is read anew every time, so that it can be rotated.
/// </summary>
public sealed class Secret
{
    private const string Shown = "<secret>";

    private readonly string? _value;
    private readonly string? _file;

    private Secret(string? value, string? file)
    {
        _value = value;
        _file = file;
    }

    public static Secret FromText(string value) => new(value, null);

    public static Secret FromFile(string path) => new(null, path);

    /// <summary>
    /// The value, without the line breaks around it where it comes from a file. <paramref name="error"/> names the file that
    /// cannot be read, never its content.
    /// </summary>
    public bool TryReveal(out string value, out string error)
    {
        value = _value ?? "";
        error = "";
        if (_file is null) return true;
        try
        {
            value = File.ReadAllText(_file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error = $"the secret's file {_file} cannot be read: {failure.GetType().Name}";
            return false;
        }

        if (value.Length == 0) error = $"the secret's file {_file} is empty";
        return value.Length > 0;
    }

    /// <summary>Always <c>&lt;secret&gt;</c>.</summary>
    public override string ToString() => Shown;
}

namespace Heed.Model.Alerts;

/// <summary>The gate through which firing and resolved alerts reach routing.</summary>
public interface IAlertSink
{
    void Accept(IReadOnlyList<Alert> alerts);
}

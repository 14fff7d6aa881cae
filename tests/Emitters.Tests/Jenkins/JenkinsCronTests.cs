namespace MLOpsBuild.Emitters.Tests;

/// <summary>Schedules mean in Jenkins' dialect what they mean in cron's.</summary>
public sealed class JenkinsCronTests
{
    [Theory]
    [InlineData("0 3 * * 1", "0 3 * * 1")]
    [InlineData("*/15 0-6,22 * JAN-MAR,dec mon-FRI/2", "*/15 0-6,22 * 1-3,12 1-5/2")]
    [InlineData("0 0 1 * SUN", "0 0 1 * *", "0 0 * * 0")]
    [InlineData("0 0 */2 * 1", "0 0 */2 * 1")]
    [InlineData("0 0 1,15 JUN *", "0 0 1,15 6 *")]
    public void Names_become_numbers_and_two_days_two_lines(string cron, params string[] lines) => Assert.Equal(lines, JenkinsCron.Lines(cron));
}

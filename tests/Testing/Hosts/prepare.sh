#!/usr/bin/env bash
# Makes the image of a host that Ansible deploys to: Debian with systemd, sshd, sudo, Python, podman and this machine's .NET runtime, from no registry. Needs a Docker engine.
set -euo pipefail
image=mlopsbuild-test-host
docker image inspect "$image" >/dev/null 2>&1 && exit 0

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,openssh-server,sudo,python3,libicu72,libgomp1,libssl3,ca-certificates,podman,crun \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='mkdir -p "$1/usr/share/dotnet" "$1/home/deploy/.ssh"' \
  --customize-hook="copy-in $dotnet/dotnet $dotnet/host $dotnet/shared /usr/share/dotnet" \
  --customize-hook='ln -s /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"' \
  --customize-hook='rm -f "$1"/etc/ssh/ssh_host_*' \
  --customize-hook='chroot "$1" useradd --home-dir /home/deploy --shell /bin/bash deploy' \
  --customize-hook='echo "deploy ALL=(ALL) NOPASSWD: ALL" >"$1/etc/sudoers.d/deploy"' \
  --customize-hook='chroot "$1" chown -R deploy: /home/deploy' \
  --customize-hook='rm -f "$1"/etc/systemd/system/*.wants/* "$1"/usr/lib/systemd/system/sysinit.target.wants/*' \
  --customize-hook='chroot "$1" systemctl enable ssh' \
  bookworm - | docker import --change 'CMD ["/sbin/init"]' - "$image" >/dev/null

#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(HAS_ASAN)
#define HAS_ASAN 1
#endif
#ifndef HAS_ASAN
#define HAS_ASAN 0
#endif

/* Where character set modules, what they are linked with, and OpenCC's dictionaries lie; names that don't exist are passed over. */
static const char *const system_paths[] = { "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache",
	"/usr/share/opencc", NULL };

enum { ALL_VERSION_1 = (1 << 13) - 1, REFER = 1 << 13, TRUNCATE = 1 << 14, IOCTL_DEV = 1 << 15 };

/* ---- Landlock: what may be read ---- */

/* Every right that a kernel of this version can take away. */
static unsigned long long
rights_handled(long version)
{
	unsigned long long rights = ALL_VERSION_1;
	rights |= version >= 2 ? REFER : 0;
	rights |= version >= 3 ? TRUNCATE : 0;
	rights |= version >= 5 ? IOCTL_DEV : 0;
	return rights;
}

static int
allow(int ruleset, const char *path, bool run, struct error *e)
{
	struct stat s;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (fstat(fd, &s) != 0) {
		close(fd);
		return error_system(e, "%s", path);
	}
	struct landlock_path_beneath_attr rule = { .parent_fd = fd,
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE };
	if (S_ISDIR(s.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	if (run)
		rule.allowed_access |= LANDLOCK_ACCESS_FS_EXECUTE;
	long bad = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	if (bad != 0)
		error_system(e, "sandbox: %s", path);
	close(fd);
	return bad != 0 ? -1 : 0;
}

/* What may be read, and what run; each list may be NULL. */
struct paths {
	const char *const *folders, *const *programs;
	char *const *files;
	size_t count; /* of files */
};

static int
restrict_self(int ruleset, const struct paths *p, struct error *e)
{
	bool run = p->programs != NULL; /* a program's loader lies among the libraries */
	for (const char *const *path = system_paths; *path != NULL; path++)
		if (allow(ruleset, *path, run, e) != 0)
			return -1;
	for (const char *const *path = p->folders; *path != NULL; path++)
		if (allow(ruleset, *path, false, e) != 0)
			return -1;
	for (size_t i = 0; i < p->count; i++)
		if (allow(ruleset, p->files[i], false, e) != 0)
			return -1;
	for (const char *const *path = p->programs; path != NULL && *path != NULL; path++)
		if (allow(ruleset, *path, true, e) != 0)
			return -1;
	if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		return error_system(e, "sandbox: landlock_restrict_self");
	return 0;
}

static int
landlock(const struct paths *p, struct buffer *note, struct error *e)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1) {
		buffer_append(note,
		    VIEW("sandbox is not whole: this kernel has no Landlock, so that any file can be read"));
		return 0;
	}
	struct landlock_ruleset_attr attr = { .handled_access_fs = rights_handled(version) };
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
	if (ruleset < 0)
		return error_system(e, "sandbox: landlock_create_ruleset");
	int bad = restrict_self(ruleset, p, e);
	close(ruleset);
	return bad;
}

/* ---- seccomp: what may be called ---- */

/*
 * Calls that reach out of the process or change what lies outside; reading, and writing to what is open, need
 * none of them.
 */
static const int denied[] = {
	/* network */
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg),
	/* programs and processes */
	SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal), SCMP_SYS(tkill),
	/* files, beyond those that are open */
	SCMP_SYS(creat), SCMP_SYS(truncate), SCMP_SYS(ftruncate), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat),
	SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir),
	SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat),
	SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(lchown), SCMP_SYS(fchownat), SCMP_SYS(setxattr),
	SCMP_SYS(lsetxattr), SCMP_SYS(fsetxattr), SCMP_SYS(removexattr), SCMP_SYS(lremovexattr),
	SCMP_SYS(fremovexattr), SCMP_SYS(utime), SCMP_SYS(utimes), SCMP_SYS(futimesat), SCMP_SYS(utimensat),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(open_tree), SCMP_SYS(fallocate),
	/* ways around a filter, and the system itself */
	SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(setns), SCMP_SYS(unshare), SCMP_SYS(add_key),
	SCMP_SYS(request_key), SCMP_SYS(keyctl), SCMP_SYS(init_module), SCMP_SYS(finit_module),
	SCMP_SYS(kexec_load), SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(acct)
};

/* Those that a host of programs needs. */
static const int denied_but_to_hosts[] = { SCMP_SYS(execve), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone),
	SCMP_SYS(clone3), SCMP_SYS(kill) };

/*
 * Opening for writing. The flags of openat2 lie in memory, where a filter can't look: there Landlock alone
 * stands guard.
 */
static int
deny_write_opens(scmp_filter_ctx filter)
{
	static const unsigned masks[][2] = { { O_ACCMODE, O_WRONLY }, { O_ACCMODE, O_RDWR },
		{ O_ACCMODE, O_ACCMODE }, { O_CREAT, O_CREAT }, { O_TRUNC, O_TRUNC } };
	int bad = 0;
	for (size_t i = 0; bad == 0 && i < sizeof masks / sizeof *masks; i++) {
		bad = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 1,
		    SCMP_A1(SCMP_CMP_MASKED_EQ, masks[i][0], masks[i][1]));
		if (bad == 0)
			bad = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1,
			    SCMP_A2(SCMP_CMP_MASKED_EQ, masks[i][0], masks[i][1]));
	}
	return bad;
}

static int
deny_calls(scmp_filter_ctx filter, const int calls[], size_t count)
{
	int bad = 0;
	for (size_t i = 0; bad == 0 && i < count; i++)
		bad = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
	return bad;
}

static int
filter_calls(bool host, struct buffer *note, struct error *e)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	if (filter == NULL)
		return error_set(e, "sandbox: libseccomp cannot start");
	int bad = deny_write_opens(filter);
	if (bad == 0)
		bad = deny_calls(filter, denied, sizeof denied / sizeof *denied);
	if (bad == 0 && !host)
		bad = deny_calls(
		    filter, denied_but_to_hosts, sizeof denied_but_to_hosts / sizeof *denied_but_to_hosts);
	if (bad == 0)
		bad = seccomp_attr_set(
		    filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree, not a list: it runs at every call */
	if (bad == 0)
		bad = seccomp_load(filter);
	seccomp_release(filter);
	if (bad == -EINVAL || bad == -ENOSYS || bad == -ECANCELED) {
		buffer_format(note, "%ssandbox is not whole: this kernel has no seccomp filters",
		    note->len ? "; " : "");
		return 0;
	}
	errno = -bad;
	return bad == 0 ? 0 : error_system(e, "sandbox: seccomp");
}

bool
sandbox_built(void)
{
	return !HAS_ASAN;
}

static int
enter(const struct paths *p, struct buffer *note, struct error *e)
{
	buffer_reset(note);
	if (!sandbox_built())
		return 0;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return error_system(e, "sandbox: no_new_privs");
	if (landlock(p, note, e) != 0 || filter_calls(p->programs != NULL, note, e) != 0)
		return -1;
	return 0;
}

int
sandbox_enter(
    const char *const folders[], char *const files[], size_t count, struct buffer *note, struct error *e)
{
	struct paths p = { .folders = folders, .files = files, .count = count };
	return enter(&p, note, e);
}

int
sandbox_enter_host(
    const char *const folders[], const char *const programs[], struct buffer *note, struct error *e)
{
	struct paths p = { .folders = folders, .programs = programs };
	return enter(&p, note, e);
}

bool
sandbox_seal(void)
{
	static const int calls[] = { SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(kill) };
	scmp_filter_ctx filter = sandbox_built() ? seccomp_init(SCMP_ACT_ALLOW) : NULL;
	if (filter == NULL)
		return !sandbox_built();
	int bad = deny_calls(filter, calls, sizeof calls / sizeof *calls);
	if (bad == 0) /* its flags lie in memory; without it the C library calls clone */
		bad = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	if (bad == 0)
		bad = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
	if (bad == 0)
		bad = seccomp_load(filter);
	seccomp_release(filter);
	return bad == 0 || bad == -EINVAL || bad == -ENOSYS || bad == -ECANCELED;
}
